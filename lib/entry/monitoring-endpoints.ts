import { defineEndpoint } from '@/lib/platform/http/endpoint';

export const prometheusEndpoint = defineEndpoint({
  method: 'GET',
  base: '/api',
  path: '/metrics',
  tag: 'Monitoring',
  summary: 'Figures of the running process, for Prometheus',
  description:
    'Durations of requests by route, the connection pool and the process are those of the process that answers; queued jobs are those of the deployment; imports those of the lab.',
  may: 'read',
  answerType: 'text/plain',
});
