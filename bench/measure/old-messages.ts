/** The highest rate of our server on a database that holds many old messages: the file of a year, smaller. */
import { Session } from '../session.ts';
import { copyYear, yearFile } from '../year/year-file.ts';
import { searchHighestRate } from './highest-rate.ts';
import { warmUp } from './warm-up.ts';
import type { Contestant } from '../contestants.ts';
import type { Figures } from '../figures.ts';
import type { Generator } from '../generator-process.ts';
import type { Settings } from '../settings.ts';

/** As in a year of a busy company. */
const MESSAGES_OF_CONVERSATION = 4 / 0.3;

export async function measureOnOldMessages(
  contestant: Contestant,
  generator: Generator,
  settings: Settings,
): Promise<Figures> {
  const messages = settings.oldMessages;
  const conversations = Math.round(messages / MESSAGES_OF_CONVERSATION);
  const file = yearFile({ conversations, messages }, (line) => {
    console.log(`  ${line}`);
  });
  const session = await Session.open(contestant, generator, {
    prepare: (folder) => {
      copyYear(file, folder);
    },
  });
  await session.connect();
  await warmUp(session, contestant, settings.warmUpSeconds);
  const { best } = await searchHighestRate(session, contestant.startRate, settings.stepSeconds);
  await session.close();
  return { heldOnOld: best?.rate ?? 0 };
}
