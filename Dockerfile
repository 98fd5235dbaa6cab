# syntax=docker/dockerfile:1
# One image, two commands: `node server.ts` (the default) and `node worker.ts`. Target `migrate` is the one-shot job.
ARG NODE_VERSION=24.21.0

FROM node:${NODE_VERSION}-bookworm-slim AS base
WORKDIR /app
# Prisma's native engine is never used (docs/decisions/0005): naming any program keeps it from being downloaded.
ENV PRISMA_SCHEMA_ENGINE_BINARY=/bin/true

FROM base AS build
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN node_modules/.bin/prisma generate
RUN node scripts/bundle-workflows.ts dist/workflows.js

FROM base AS production-dependencies
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM build AS migrate
ENV NODE_ENV=production
USER node
CMD ["node", "scripts/migrate.ts"]

FROM base AS app
ENV NODE_ENV=production OTINISH_DATA_DIR=/data HOST=0.0.0.0 PORT=3000
RUN install -d -o node -g node /data
COPY --from=production-dependencies /app/node_modules node_modules
COPY --from=build /app/package.json /app/*.ts ./
COPY --from=build /app/activities activities
COPY --from=build /app/api api
COPY --from=build /app/bin bin
COPY --from=build /app/calendars calendars
COPY --from=build /app/delivery delivery
COPY --from=build /app/dist dist
COPY --from=build /app/operations operations
COPY --from=build /app/prisma prisma
COPY --from=build /app/proofs proofs
COPY --from=build /app/regulation regulation
COPY --from=build /app/workflows workflows
USER node
VOLUME /data
EXPOSE 3000
# The bounds on memory are those of scripts/stack/application.ts.
CMD ["node", "--max-old-space-size=384", "--max-semi-space-size=8", "server.ts"]
