/** Where the panel is the screen, a phone's, also a turned one: as styles/panel.css has it. */
export const SHEET = '(width<=520px),(height<=420px) and (hover:none)';
