const GIVEN_ID = /^[\w.-]{1,64}$/;

/** The id under which a request is logged: the `x-request-id` of the proxy in front, or a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get('x-request-id') ?? '';
  return GIVEN_ID.test(given) ? given : crypto.randomUUID();
}
