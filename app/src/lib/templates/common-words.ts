import { wordsOf } from '#schema/search/words.ts';

/**
 * Words that say nothing of what a message is about; those of a greeting do. In a company with ten templates they would be as rare as any other;
 * in one with a thousand they need no list.
 */
const COMMON: ReadonlySet<string> = new Set(
  wordsOf(
    'the and you your for are with that this have has had was were will can could would our not but what how when where who ' +
      'why does did from they them there here just all any some please thanks thank yes get got need want like about into ' +
      'как что это для или где когда почему можно нужно мне меня вас вам ваш ваша ваше ваши мой моя мое мои нас нам наш наша ' +
      'есть был была было были будет если так там тут уже еще все всё она они его чем чтобы при под над без про вот только ' +
      'очень хочу могу пожалуйста спасибо ' +
      'jak co to czy dla lub gdzie kiedy ile mnie mam moj moja moje twoj pan pani panstwo jest sa byl byla bylo bedzie tak nie ' +
      'ale juz tez sie tego tym ten ta jestem moge chce prosze dziekuje przez przy pod nad bez tylko bardzo',
  ).map(({ folded }) => folded),
);

export const isCommon = (folded: string): boolean => COMMON.has(folded);
