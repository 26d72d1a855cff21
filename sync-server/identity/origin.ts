/**
 * The origins that pages of ours have: the one of PUBLIC_URL, else whatever name the request came by, with and without a
 * proxy that speaks https in front of us.
 */
export function ownOrigins(requestUrl: string, publicUrl: string | null): readonly string[] {
  if (publicUrl !== null) return [publicUrl];
  const { host } = new URL(requestUrl);
  return [`http://${host}`, `https://${host}`];
}
