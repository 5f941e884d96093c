-- CreateEnum
CREATE TYPE "book_status" AS ENUM ('planned', 'reading', 'finished');

-- CreateTable
CREATE TABLE "authors" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "authors_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "books" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "year" INTEGER,
    "status" "book_status" NOT NULL DEFAULT 'planned',
    "rating" SMALLINT,
    "notes" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "books_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "authors_name_key" ON "authors"("name");

-- CreateIndex
CREATE INDEX "books_created_at_id_idx" ON "books"("created_at", "id");

-- CreateIndex
CREATE INDEX "books_title_id_idx" ON "books"("title", "id");

-- CreateIndex
CREATE INDEX "books_year_id_idx" ON "books"("year", "id");

-- CreateIndex
CREATE UNIQUE INDEX "books_author_id_title_key" ON "books"("author_id", "title");

-- AddForeignKey
ALTER TABLE "books" ADD CONSTRAINT "books_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "authors"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Checks, which a Prisma schema cannot express
ALTER TABLE "books" ADD CONSTRAINT "books_rating_range_check" CHECK ("rating" BETWEEN 1 AND 5);
ALTER TABLE "books" ADD CONSTRAINT "books_rating_finished_check" CHECK ("rating" IS NULL OR "status" = 'finished');
