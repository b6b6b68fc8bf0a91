/** PostgreSQL cannot be run here. The message is one sentence for the person who starts the server. */
export class PostgresUnavailable extends Error {
  override name = 'PostgresUnavailable';

  constructor(problem: string, options?: ErrorOptions) {
    super(`${problem}: set DATABASE_URL to a PostgreSQL server (15 or later) instead.`, options);
  }
}
