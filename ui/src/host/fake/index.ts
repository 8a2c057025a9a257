/** An example desk in memory. */
import { Failure, type Host } from '../index';
export function fake(): Host {
  return { call: () => Promise.reject(new Failure('internal')), listen: () => () => {} };
}
