-- AlterEnum
ALTER TYPE "import_status" ADD VALUE 'uploading';
