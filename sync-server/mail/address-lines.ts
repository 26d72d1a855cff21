import type { CommandId } from '#schema/ids.ts';

/**
 * Letters to one address leave one after the other, or each would be counted without the others (MAIL8). What waits behind one is asked
 * for nothing before it is the first: of many to one address, none is read again each time another one leaves.
 */
export interface AddressLines {
  /** Its address is not known, or it is the first of those that wait for it, and nothing goes there. */
  readonly isNext: (letter: CommandId) => boolean;
  /** It goes there from now on; false: it waits for what goes there. */
  readonly goes: (letter: CommandId, address: string) => boolean;
  /** It waits behind none. */
  readonly leave: (letter: CommandId) => void;
  /** It has gone there, or not; the next one may. */
  readonly isDone: (letter: CommandId) => void;
}

export function createAddressLines(): AddressLines {
  const goingTo = new Map<CommandId, string>();
  const lines = new Map<string, Set<CommandId>>();
  const waitsFor = new Map<CommandId, string>();

  const isBusy = (address: string): boolean => [...goingTo.values()].includes(address);

  function leave(letter: CommandId): void {
    const address = waitsFor.get(letter);
    if (address === undefined) return;
    waitsFor.delete(letter);
    const line = lines.get(address);
    line?.delete(letter);
    if (line?.size === 0) lines.delete(address);
  }

  return {
    isNext: (letter) => {
      const address = waitsFor.get(letter);
      if (address === undefined) return true;
      const [first] = lines.get(address) ?? [];
      return first === letter && !isBusy(address);
    },
    goes: (letter, address) => {
      leave(letter);
      goingTo.delete(letter);
      if (!isBusy(address)) {
        goingTo.set(letter, address);
        return true;
      }
      waitsFor.set(letter, address);
      lines.set(address, (lines.get(address) ?? new Set()).add(letter));
      return false;
    },
    leave,
    isDone: (letter) => void goingTo.delete(letter),
  };
}
