declare global {
  /** Changes with each build. */
  const APP_BUILD: string;
}

export {};
