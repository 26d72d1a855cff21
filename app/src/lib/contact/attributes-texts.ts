interface AttributesTexts {
  readonly title: string;
  /** Of what nobody has signed. */
  readonly said: string;
  readonly verified: string;
  readonly yes: string;
  readonly no: string;
  readonly more: (count: number) => string;
}

/** What a site tells of its visitor by names of its own (ATTR1): words that come with the card. */
export const ATTRIBUTES_TEXTS: { readonly [Code in 'en' | 'ru' | 'pl']: AttributesTexts } = {
  en: {
    title: 'From the site',
    said: 'Said by the page, not verified',
    verified: 'Verified by the site',
    yes: 'yes',
    no: 'no',
    more: (count) => `Show ${count} more`,
  },
  ru: {
    title: 'С сайта',
    said: 'Так сказала страница, не подтверждено',
    verified: 'Подтверждено сайтом',
    yes: 'да',
    no: 'нет',
    more: (count) => `Показать ещё ${count}`,
  },
  pl: {
    title: 'Z witryny',
    said: 'Tak podaje witryna, niepotwierdzone',
    verified: 'Potwierdzone przez witrynę',
    yes: 'tak',
    no: 'nie',
    more: (count) => `Pokaż jeszcze ${count}`,
  },
};
