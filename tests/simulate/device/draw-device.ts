import type { Random } from '../../support/random.ts';
import type { Plan } from '../faults/plan.ts';
import { createLink } from '../network/link.ts';
import type { Network } from '../network/network.ts';
import type { World } from '../world/world.ts';
import { createDevice, type Abilities, type Device, type DeviceEvents, type DeviceOptions } from './device.ts';

const ALL: Abilities = { indexedDB: true, localStorage: true, locks: true, channel: true, backgroundSync: true };

/** A device with what its seed lets it have. */
export function drawDevice(
  world: World,
  network: Network,
  plan: Plan,
  random: Random,
  whose: Omit<DeviceOptions, 'abilities' | 'skew'>,
  events: DeviceEvents,
): Device {
  const link = createLink(whose.name, world.fork());
  const few = plan.faults.has('few-abilities');
  const none = plan.faults.has('storage-none');
  const abilities: Abilities = {
    indexedDB: !(none && random.chance(0.3)),
    localStorage: !(few && random.chance(0.4)),
    locks: !(few && random.chance(0.4)),
    channel: !(few && random.chance(0.4)),
    backgroundSync: whose.feed === 'provider' && random.chance(0.5),
  };
  const skew = plan.faults.has('device-skew') ? random.between(-43_200_000, 43_200_000) : random.between(-500, 500);
  const has = few || none ? abilities : { ...ALL, backgroundSync: abilities.backgroundSync };
  return createDevice(world, network, world.fork(), link, { ...whose, abilities: has, skew }, events);
}
