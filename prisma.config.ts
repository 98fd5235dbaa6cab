import { defineConfig } from 'prisma/config';

// For Prisma's command line only; the application gets its connection from config.ts.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
