interface AvatarTexts {
  readonly label: string;
  readonly hint: string;
  readonly choose: string;
}

export const AVATAR_TEXTS: { readonly en: AvatarTexts; readonly ru: AvatarTexts; readonly pl: AvatarTexts } = {
  en: {
    label: 'Avatar',
    hint: 'A logo or a face: in the header, over the greeting and in invitations, until somebody answers. Cut to a circle.',
    choose: 'Choose a picture',
  },
  ru: {
    label: 'Аватар',
    hint: 'Логотип или лицо: в шапке чата, над приветствием и в приглашениях, пока никто не ответил. Обрезается в круг.',
    choose: 'Выбрать изображение',
  },
  pl: {
    label: 'Awatar',
    hint: 'Logo albo twarz: w nagłówku, nad powitaniem i w zaproszeniach, dopóki nikt nie odpowie. Przycięty do koła.',
    choose: 'Wybierz obraz',
  },
};
