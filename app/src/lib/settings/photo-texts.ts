interface PhotoTexts {
  readonly label: string;
  readonly hint: string;
  readonly choose: string;
}

/** They come with the settings. */
export const PHOTO_TEXTS: { readonly en: PhotoTexts; readonly ru: PhotoTexts; readonly pl: PhotoTexts } = {
  en: {
    label: 'Your photo',
    hint: 'Colleagues and visitors you answer see it. A face works better than a logo.',
    choose: 'Choose a photo',
  },
  ru: {
    label: 'Ваше фото',
    hint: 'Его видят коллеги и посетители, которым вы отвечаете. Лицо лучше логотипа.',
    choose: 'Выбрать фото',
  },
  pl: {
    label: 'Twoje zdjęcie',
    hint: 'Widzą je współpracownicy i odwiedzający, którym odpowiadasz. Twarz działa lepiej niż logo.',
    choose: 'Wybierz zdjęcie',
  },
};
