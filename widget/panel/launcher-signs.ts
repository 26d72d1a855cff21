const SVG = 'http://www.w3.org/2000/svg';

/**
 * What the launcher needs only once there is a panel: the sign to fold it, and how many messages wait. Gives what shows the count;
 * its `label` is the button's whole accessible name, empty for the usual one.
 */
export function dressLauncher(button: HTMLButtonElement): (count: number, label: string) => void {
  const usual = button.getAttribute('aria-label') ?? '';
  const fold = document.createElementNS(SVG, 'svg');
  const line = document.createElementNS(SVG, 'path');
  fold.setAttribute('viewBox', '0 0 24 24');
  fold.setAttribute('class', 'fold');
  line.setAttribute('d', 'M6 9.5 12 15.5 18 9.5');
  fold.append(line);
  const badge = document.createElement('span');
  badge.className = 'badge';
  badge.hidden = true;
  for (const sign of [fold, badge]) sign.setAttribute('aria-hidden', 'true');
  button.append(fold, badge);
  return (count, label) => {
    badge.hidden = count === 0;
    badge.textContent = count > 99 ? '99+' : String(count);
    button.setAttribute('aria-label', label || usual);
  };
}
