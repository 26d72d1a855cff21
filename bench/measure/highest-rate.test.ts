import { describe, expect, test } from 'vitest';
import { searchHighestRate } from './highest-rate.ts';
import type { MeasuredStep } from '../session.ts';

const NOTHING = { p50: 1, p99: 1, max: 1 };

/** A server that holds up to `capacity` messages a second; overloaded beyond `breaking`, it never catches up. */
function serverOf(capacity: number, breaking = Number.POSITIVE_INFINITY) {
  let isBroken = false;
  const rates: number[] = [];
  return {
    rates,
    step: (rate: number): Promise<MeasuredStep> => {
      rates.push(rate);
      isBroken ||= rate > breaking;
      const p99 = rate > capacity || isBroken ? 400 : 20;
      return Promise.resolve({
        ...{ rate, offered: rate, sent: rate, delivered: rate, acknowledged: rate, refused: 0, doubled: 0, strayed: 0 },
        ...{ latency: { ...NOTHING, p99 }, fromWrite: NOTHING, acknowledgement: NOTHING, late: NOTHING },
        ...{ aborted: null, complete: true, cpuPerThousand: 0, foreignCores: 0 },
      });
    },
    settle: () => Promise.resolve(!isBroken),
  };
}

describe('the search for the highest rate', () => {
  test.each([200, 1000, 9999, 25_000, 41_200])(
    'finds the last rate of the 10 %% grid below %d, from any start',
    async (capacity) => {
      for (const start of [150, 1000, 12_000, 60_000]) {
        const { best } = await searchHighestRate(serverOf(capacity), start, 1);
        expect(best?.rate).toBeLessThanOrEqual(capacity);
        expect(Math.round((best?.rate ?? 0) * 1.1)).toBeGreaterThan(capacity * 0.999);
      }
    },
  );

  test('a server that never catches up keeps what it held before', async () => {
    const server = serverOf(20_000, 20_000);
    const { best } = await searchHighestRate(server, 10_000, 1);
    expect(best?.rate).toBeGreaterThan(9000);
    expect(server.rates.filter((rate) => rate > 20_000)).toHaveLength(1);
  });

  test('a server that holds nothing has no rate', async () => {
    expect((await searchHighestRate(serverOf(10), 1000, 1)).best).toBeNull();
  });
});
