import { useDesk } from '../desk/desk.svelte.ts';
import { tagHue } from '../ui/tag-hue.ts';

/** The hue of a tag in the workspace's list, degrees; null where it is in none. */
export function useTagHue(): (tag: string) => number | null {
  const desk = useDesk();
  return (tag) => {
    const colour = desk.colourOf(tag);
    return colour === undefined ? null : tagHue(colour);
  };
}
