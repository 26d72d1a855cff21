/** What has to stay flat over the years, each with the limit it is held to. Absent figures were not asked for. */

export interface EnduranceFigures {
  /** Of a year: conversations and messages in the file, bytes of the file. */
  yearConversations?: number;
  yearMessages?: number;
  yearBytes?: number;
  /** From the start of the process to readiness, ms; median. */
  startEmpty?: number;
  startYear?: number;
  /** Resident bytes of a server that nobody talks to. */
  idleEmpty?: number;
  idleYear?: number;
  /** A conversation that was not loaded, from asking for it to its last byte, ms; the file was dropped from the system's cache before. */
  openP50?: number;
  openP99?: number;
  openWorst?: number;
  /** The longest conversations of the year. */
  openLongest?: number;
  /** Sending at one rate on both files in turns, ms from due; medians of the rounds. */
  sendRate?: number;
  sendP50Empty?: number;
  sendP50Year?: number;
  sendP99Empty?: number;
  sendP99Year?: number;
  backupSeconds?: number;
  backupBytes?: number;
  restoreSeconds?: number;
  /** Of 5,000 sockets and of 2,000 loaded conversations of 50 messages, bytes of heap and buffers, and resident. */
  sockets?: number;
  bytesPerSocket?: number;
  rssPerSocket?: number;
  loadedConversations?: number;
  bytesPerConversation?: number;
  rssPerConversation?: number;
  /** A restart under so many clients, which come back with their own jitter. */
  stormSockets?: number;
  /** From the server's readiness until the last one has its document again, s. */
  stormSeconds?: number;
  /** The most that came within 100 ms. */
  stormBusiest?: number;
  stormTries?: number;
  /** Resident bytes: the most ever, and of the same server before the storm. */
  stormPeak?: number;
  stormBefore?: number;
  /** The most cores others used during any of it. */
  foreignCores?: number;
}
