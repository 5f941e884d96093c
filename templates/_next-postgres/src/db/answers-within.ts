import { database } from './database.ts';

/**
 * Whether the database answers in time.
 * @param milliseconds how long it may take.
 * @param report gets the error of a database that refuses.
 */
export function answersWithin(
  milliseconds: number,
  report: (error: unknown) => void,
): Promise<boolean> {
  return Promise.race([answers(report), timeout(milliseconds)]);
}

async function answers(report: (error: unknown) => void): Promise<boolean> {
  try {
    await database().$queryRaw`SELECT 1`;
    return true;
  } catch (error) {
    report(error);
    return false;
  }
}

function timeout(milliseconds: number): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds, false).unref();
  });
}
