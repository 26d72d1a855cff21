declare global {
  /** Changes with each build. */
  const APP_BUILD: string;

  namespace App {
    interface Error {
      /** The files of the page could not be fetched: nothing in it is broken. */
      isNotHere?: boolean;
    }
  }
}

export {};
