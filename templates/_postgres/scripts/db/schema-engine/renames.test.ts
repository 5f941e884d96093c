import { describe, expect, it } from 'vitest';
import { findRenames } from './renames.ts';

describe('findRenames', () => {
  it.each([
    [
      'a column of the same type',
      'ALTER TABLE "parcels" DROP COLUMN "label",\nADD COLUMN     "title" TEXT NOT NULL;',
      'ALTER TABLE "public"."parcels" DROP COLUMN "title",\nADD COLUMN     "label" TEXT DEFAULT \'\';',
      [expect.stringContaining('RENAME COLUMN "label" TO "title"')],
    ],
    [
      'a column of an enum',
      'ALTER TABLE "parcels" DROP COLUMN "a",\nADD COLUMN     "b" "status" NOT NULL;',
      'ALTER TABLE "public"."parcels" DROP COLUMN "b",\nADD COLUMN     "a" "public"."status";',
      [expect.stringContaining('RENAME COLUMN "a" TO "b"')],
    ],
    [
      'a table',
      'DROP TABLE "parcels";\n\nCREATE TABLE "packages" (\n    "id" UUID NOT NULL,\n);',
      'DROP TABLE "public"."packages";\n\nCREATE TABLE "public"."parcels" (\n    "id" UUID\n);',
      [expect.stringContaining('ALTER TABLE "parcels" RENAME TO "packages"')],
    ],
    [
      'nothing in columns of different types',
      'ALTER TABLE "parcels" DROP COLUMN "label",\nADD COLUMN     "weight" INTEGER;',
      'ALTER TABLE "public"."parcels" DROP COLUMN "weight",\nADD COLUMN     "label" TEXT;',
      [],
    ],
    [
      'nothing in columns of different tables',
      'ALTER TABLE "parcels" DROP COLUMN "label";\n\nALTER TABLE "senders" ADD COLUMN     "name" TEXT;',
      'ALTER TABLE "public"."parcels" ADD COLUMN     "label" TEXT;',
      [],
    ],
    [
      'nothing in a column that is made again',
      'ALTER TABLE "parcels" DROP COLUMN "a",\nADD COLUMN     "a" INTEGER,\nADD COLUMN     "b" TEXT;',
      'ALTER TABLE "public"."parcels" DROP COLUMN "b",\nALTER COLUMN "a" SET DATA TYPE TEXT;',
      [],
    ],
  ])('finds %s', (_, forward, backward, found) => {
    expect(findRenames(forward, backward)).toEqual(found);
  });
});
