import type { ClientMetadata } from 'oidc-provider';

/** Every confidential client has this one: whoever reaches this provider sits at this machine. */
export const developmentSecret = 'development-only';

/** The public client of the officers' desk: a program without secrets, signing people in by code flow with PKCE. */
export const deskClient = 'desk';

// A native client may come back to any port of the loopback address, so a desk under development may run on any.
const redirects = ['http://127.0.0.1/callback', 'http://localhost/callback'];

/** A client by its id: any id is one, so that a portal is tried out under whatever name it likes. */
export function clientOf(id: string): ClientMetadata | undefined {
  if (!/^[A-Za-z0-9][\w.:-]{0,99}$/.test(id)) return undefined;
  const common: ClientMetadata = {
    client_id: id,
    application_type: 'native',
    redirect_uris: redirects,
    post_logout_redirect_uris: redirects,
    response_types: ['code'],
  };
  if (id === deskClient) {
    return {
      ...common,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
    };
  }
  return {
    ...common,
    client_secret: developmentSecret,
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: ['client_credentials', 'authorization_code'],
  };
}
