import type { Starter } from './starter.ts';

export const starters: readonly Starter[] = [
  {
    id: 'starter-en-hello',
    group: 'Greeting',
    name: 'hello',
    text: 'Hello, {name}! I’m {my name}. How can I help?',
  },
  {
    id: 'starter-en-moment',
    group: 'Greeting',
    name: 'one moment',
    text: 'One moment, please: I’ll look it up and come back to you in a few minutes.',
  },
  {
    id: 'starter-en-anything-else',
    group: 'Greeting',
    name: 'anything else',
    text: 'Is there anything else I can help you with?',
  },
  {
    id: 'starter-en-bye',
    group: 'Greeting',
    name: 'goodbye',
    text: 'Thank you for writing, {name}! If anything comes up, just write here again.',
  },
  {
    id: 'starter-en-order',
    group: 'Order and delivery',
    name: 'order number',
    text: 'Could you tell me the number of your order or the phone you gave with it? I’ll check where it is.',
  },
  {
    id: 'starter-en-delivery',
    group: 'Order and delivery',
    name: 'delivery time',
    text: 'Delivery of your order takes {how many} days. The courier calls an hour before.',
  },
  {
    id: 'starter-en-payment',
    group: 'Order and delivery',
    name: 'payment',
    text: 'You can pay by card on the site, or in cash or by card when you receive the parcel.',
  },
  {
    id: 'starter-en-return',
    group: 'Order and delivery',
    name: 'return',
    text: 'You can return the goods within 14 days if they were not used. Tell me the order number and I’ll prepare the form.',
  },
  {
    id: 'starter-en-product',
    group: 'Product',
    name: 'this page',
    text: 'I see you are looking at “{page}”. What would you like to know about it?',
  },
  {
    id: 'starter-en-contact',
    group: 'Product',
    name: 'contact',
    text: 'Please leave a phone number or an e-mail: if we get disconnected, I’ll answer you there.',
  },
];
