import Database from 'libsql';

/**
 * One statement of each open file. When nothing but the database itself holds the connection, libsql 0.5 closes it twice as it lets
 * go of it: the second time it reads memory that was given back, which ends the process once in a thousand closings or so
 * (`impl Drop for LibsqlConnection` disconnects, and the connection inside it does so again). While a statement lives it is the
 * statement that closes, once, when it is collected.
 */
const lastHolders = new Map<DatabaseFile, Database.Statement>();

/** A file opened with the driver as it is. Whoever opens one closes it. */
export class DatabaseFile extends Database {
  constructor(path: string, options?: Database.Options) {
    super(path, options);
    lastHolders.set(this, this.prepare('SELECT 1'));
  }

  /**
   * What is held in a transaction is let go at once. The file itself is closed when the garbage collector has come to the last
   * statement, as the driver has always done it.
   */
  override close(): this {
    if (this.open && this.inTransaction) this.exec('ROLLBACK');
    super.close();
    lastHolders.delete(this);
    return this;
  }
}

// A thread or a process that ends without closing would let go of the statements first and of the connection last.
process.on('exit', () => {
  for (const file of lastHolders.keys()) file.close();
});
