-- AlterTable
ALTER TABLE "alert_groups" ADD COLUMN     "severity" "alert_severity";
