import type { WorkspaceLists } from '#schema/workspace-lists.ts';

/** What the admins of the workspace have set up, where people work together at all (faults/features.ts). */
export const LISTS: WorkspaceLists = {
  revision: 2,
  departments: [
    { id: 'sales', name: 'Sales', order: 0, members: [] },
    { id: 'returns', name: 'Returns', order: 1, members: [] },
    { id: 'closed-down', name: 'Closed down', order: 2, members: [], archived: true },
  ],
  tags: [{ id: 'vip', name: '~desk~ vip', order: 0, colour: 3 }],
  categories: [{ id: 'lead', name: '', order: 0 }],
};

export const NO_LISTS: WorkspaceLists = { revision: 1, departments: [], tags: [], categories: [] };
