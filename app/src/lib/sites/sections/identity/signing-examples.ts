/** How a server signs who is signed in, in the languages that most sites are written in. `site`: its id, as in the snippet. */
export const SIGNING_EXAMPLES = {
  node: {
    name: 'Node',
    code: (site: string) => `// npm install jose
import { SignJWT } from 'jose';

const secret = new TextEncoder().encode(process.env.HOLDLINE_SECRET);
const token = await new SignJWT({ name: user.name, email: user.email })
  .setProtectedHeader({ alg: 'HS256' })
  .setSubject(String(user.id))
  .setAudience('${site}')
  .setExpirationTime('5 minutes')
  .sign(secret);`,
  },
  php: {
    name: 'PHP',
    code: (site: string) => `// composer require firebase/php-jwt
use Firebase\\JWT\\JWT;

$token = JWT::encode([
  'sub' => (string) $user->id,
  'aud' => '${site}',
  'exp' => time() + 300,
  'name' => $user->name,
  'email' => $user->email,
], getenv('HOLDLINE_SECRET'), 'HS256');`,
  },
  python: {
    name: 'Python',
    code: (site: string) => `# pip install pyjwt
import os, time, jwt

token = jwt.encode({
    "sub": str(user.id),
    "aud": "${site}",
    "exp": int(time.time()) + 300,
    "name": user.name,
    "email": user.email,
}, os.environ["HOLDLINE_SECRET"], algorithm="HS256")`,
  },
} as const;

export type SigningLanguage = keyof typeof SIGNING_EXAMPLES;

export const PAGE_EXAMPLE = "holdline('identify', { token: '<the token>' });";
export const LEAVING_EXAMPLE = "await holdline('shutdown');";
