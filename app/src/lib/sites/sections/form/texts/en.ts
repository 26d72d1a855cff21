import type { AskingTexts } from './texts.ts';

export const en: AskingTexts = {
  form: {
    lead: 'What a visitor is asked before the first message. Nobody is asked twice, nor for what your page has told us.',
    fields: { name: 'Name', email: 'E-mail', phone: 'Phone' },
    needs: { off: 'Not asked', optional: 'Optional', required: 'Required' },
    intro: 'Words above the form',
    introHint: 'Empty: our own words.',
    introIn: (language) => `Words above the form: ${language}`,
    questions: 'Your own questions',
    questionsHint: 'The answers stand at the beginning of the conversation, for your team alone.',
    question: (number) => `Question ${number}`,
    questionIn: (number, language) => `Question ${number}: ${language}`,
    needOf: (number) => `Question ${number}, answer`,
    wordless: 'Write it in one language at least; it is asked so in the others.',
    add: 'Add a question',
    remove: (number) => `Remove question ${number}`,
    departments: 'Departments to choose from',
    departmentsHint:
      'The conversation waits for the one that the visitor chooses. It shows whether somebody of it is here.',
    needsDepartment: 'One has to be chosen',
    noDepartments: 'There are no departments yet.',
    place: 'Place in line and expected wait',
    placeHint: 'Told to who waits, measured from the last conversations. Nothing is told while it is not known.',
  },
  nobody: {
    lead: 'What a visitor finds while nobody of your team is on duty for this site, or nobody answers.',
    form: 'Form for a request',
    formHint: 'Off: visitors are told in plain words that nobody is here, and write as ever.',
    after: 'Offer to leave contacts after, s',
    afterHint: (least, most) =>
      `When nobody has answered for so long: ${least} to ${most}, 0 for never. The chat goes on waiting.`,
    back: 'Working hours',
    backHint: 'From them visitors are told when somebody is back, by their own clock.',
  },
};
