/**
 * Stands in for the deep reactivity of Svelte's `$state` in the panel, whose state is `$state.raw` throughout: a new value is
 * assigned, never changed in its inside.
 */
export const proxy = <Value>(value: Value): Value => value;
export const get_proxied_value = <Value>(value: Value): Value => value;
export const is = Object.is;
