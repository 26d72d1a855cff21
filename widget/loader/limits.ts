/** The most characters of what a page may tell, as the server takes them. */
export const LIMITS = {
  identity: { name: 120, email: 254, phone: 40 },
  page: { url: 2_048, title: 300 },
};
