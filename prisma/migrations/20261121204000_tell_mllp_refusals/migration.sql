-- AlterTable
ALTER TABLE "worker_heartbeats" ADD COLUMN     "mllp" JSONB NOT NULL DEFAULT '{}';
