/**
 * Svelte without what a panel that is always mounted afresh never does: taking over server-rendered markup, and warning of
 * mistakes in doing so. `hydrating` becomes a constant, so that the bundler drops every branch behind it. Throws when Svelte has
 * changed in these places.
 */
export function leanSvelte(code: string, file: 'hydration.js' | 'warnings.js'): string {
  if (file === 'warnings.js') {
    const names = [...code.matchAll(/^export function (\w+)/gm)].map((match) => match[1]);
    return names.map((name) => `export function ${name}() {}`).join('\n');
  }
  const parts = ['export let hydrating = false;', '\thydrating = value;'] as const;
  for (const part of parts) {
    if (!code.includes(part)) throw new Error(`Svelte has changed: lean-svelte.ts does not find "${part}"`);
  }
  return code.replace(parts[0], 'export const hydrating = false;').replace(parts[1], '');
}
