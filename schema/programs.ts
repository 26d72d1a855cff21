/**
 * What no visitor may send (FILE3): the server refuses it for certain, and a device says so before it sends a byte of it.
 */
const ENDINGS = new RegExp(
  `\\.(?:${[
    'exe|com|scr|pif|cpl|dll|sys|bat|cmd|ps1|psm1|vbs|vbe|js|jse|mjs|ws|wsf|wsh|wsc|hta|sct|chm|hlp|inf|reg|scf|lnk|url',
    'msi|msp|mst|msc|msix|appx|appinstaller|application|gadget|jar|jnlp|xll|diagcab|settings-ms|library-ms|iso|img|vhd|vhdx',
    'apk|app|dmg|pkg|command|workflow|terminal|webloc|deb|rpm|run|desktop|appimage|sh|bash|csh',
  ].join('|')})$`,
  'i',
);

/** Whether a system would run it, or what it holds, when somebody opens it by this name. */
export const isProgramName = (name: string): boolean => ENDINGS.test(name);

/** What programs begin with, a letter a byte. */
export const PROGRAM_BEGINNINGS: readonly string[] = ['MZ', '\x7fELF', '\xcf\xfa\xed\xfe', '\xca\xfe\xba\xbe', '#!'];
