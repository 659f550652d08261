import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { EstimateAnswer, EstimateRequest, MOST_LATEST, MOST_SETS } from './contract';

export const estimateDurationsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/durations/estimate',
  tag: 'Steps',
  summary: 'Estimate how long steps take',
  description:
    'From finished steps of good status that were not simulated. A move: the largest seen between ' +
    'these two devices, else between devices of their types. A step with parameters (data besides ' +
    '`fct`): the same `fct`, device and parameters, else the nearest parameters of that `fct` on ' +
    'that device, else as without. A step without: the same `fct` on any device. From ten samples ' +
    'on the quantile `confidence` (type 7), below the largest. The nearest: for each parameter of ' +
    'either, 0 if equal, |a−b| / (|a|+|b|) of numbers, else 1, summed; of equally near ones the ' +
    `latest. It is looked for among all sets, or where there are more than ${MOST_SETS} among ` +
    `those of the latest ${MOST_LATEST} steps and, unless these all differ, ${MOST_SETS} others.`,
  may: 'platform.read',
  maxBodyBytes: 16 * 1024 * 1024,
  body: EstimateRequest,
  answer: EstimateAnswer,
});

export const DURATION_ENDPOINTS = [estimateDurationsEndpoint];
