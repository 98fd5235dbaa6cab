import type { FastifyInstance } from 'fastify';
import { addressShape, pathOf } from './address-shape.ts';

export interface RouteAddress {
  readonly url: string;
  readonly methods: readonly string[];
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every address that a route answers at. */
    readonly routeAddresses: readonly RouteAddress[];
  }
}

/** What is known of the addresses of all routes. */
export interface Addresses {
  /** The methods that an address has; none when nothing is there. */
  methodsAt(url: string): readonly string[];
  /** Whether a word stands here, without this method, where a route with a variable would take the word for its value. */
  isOtherwiseNamed(url: string, method: string): boolean;
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * Learns the address of every route registered from here on. Words stand before variables: `/applications/search` is no
 * application, whatever the method.
 */
export function learnAddresses(app: FastifyInstance): Addresses {
  const addresses: (RouteAddress & { readonly shape: RegExp })[] = [];
  const words = new Map<string, readonly string[]>();
  app.decorate('routeAddresses', addresses);
  app.addHook('onRoute', ({ url, method }) => {
    // The address of every preflight is nobody's.
    if (url === '*') return;
    const own = [method].flat();
    addresses.push({ url, shape: addressShape(url), methods: own });
    if (!/[:*]/.test(url)) words.set(url, [...(words.get(url) ?? []), ...own]);
  });

  return {
    methodsAt: (url) => {
      const path = pathOf(url);
      const here = new Set(
        words.get(path) ?? addresses.flatMap((each) => (each.shape.test(path) ? [...each.methods] : [])),
      );
      return methods.filter((method) => here.has(method));
    },
    isOtherwiseNamed: (url, method) => {
      const own = words.get(pathOf(url));
      return own !== undefined && !own.includes(method);
    },
  };
}
