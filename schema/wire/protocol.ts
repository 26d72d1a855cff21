/** What client and server must agree on before the first frame. Apart from the schemas, so that a small client can leave those out. */
export const PROTOCOL = 3;
/** What this server still speaks: the version before its own, so that no tab has to be reloaded at the moment of an upgrade. */
export const OLDEST_PROTOCOL = 2;
/** The WebSocket subprotocol. A bearer token travels beside it as `bearer.<token>`, never in the address. */
export const SUBPROTOCOL = 'holdline.v1';
export const BEARER_PREFIX = 'bearer.';
