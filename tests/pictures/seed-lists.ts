import type { ServerProcess } from '../support/server-process.ts';

export type ListName = 'departments' | 'tags' | 'categories';
export interface ListItem {
  readonly name: string;
  readonly [field: string]: unknown;
}

/** Its id. */
export async function addToList(
  { origin }: Pick<ServerProcess, 'origin'>,
  token: string,
  name: ListName,
  item: ListItem,
): Promise<string> {
  const response = await fetch(`${origin}/api/lists/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(item),
  });
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  const lists = (await response.json()) as { readonly [list: string]: readonly { id: string; name: string }[] };
  return lists[name]?.find((added) => added.name === item.name)?.id ?? '';
}
