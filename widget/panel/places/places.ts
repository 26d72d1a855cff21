/** What opens over the panel, in one file: the header's menu and the frame of a view. */
export { toggleMenu } from './menu.ts';
export { showView } from './view.ts';
