/** Words of the part of a site's settings that is about ratings; they come with it. */
export const RATING_SECTION_TEXTS = {
  en: {
    title: 'Rating',
    lead: 'What visitors are asked once an operator has closed their conversation. They can change their answer at any time; you see it in the list, in the conversation and in the history.',
    asks: 'Ask for a rating after a conversation',
    asksHint: 'Without this, visitors still find it in the chat’s menu.',
    question: 'Question',
    own: 'The chat’s own words',
  },
  ru: {
    title: 'Оценка',
    lead: 'О чём спросить посетителя, когда оператор закрыл диалог. Ответ можно изменить в любое время; вы видите его в списке, в диалоге и в истории.',
    asks: 'Просить оценку после диалога',
    asksHint: 'Без этого оценить диалог можно из меню чата.',
    question: 'Вопрос',
    own: 'Слова самого чата',
  },
  pl: {
    title: 'Ocena',
    lead: 'O co zapytać odwiedzającego, gdy operator zamknie rozmowę. Odpowiedź można zmienić w każdej chwili; widać ją na liście, w rozmowie i w historii.',
    asks: 'Proś o ocenę po rozmowie',
    asksHint: 'Bez tego rozmowę można ocenić z menu czatu.',
    question: 'Pytanie',
    own: 'Słowa samego czatu',
  },
};
