import { consul } from './consul.ts';
import { dockerDns } from './dockerDns.ts';
import { kubernetes } from './kubernetes.ts';
import { outside } from './outside.ts';
import { privateNetwork } from './privateNetwork.ts';
import { swarmOverlay } from './swarmOverlay.ts';

/** Every strategy, in the order in which they are told of: those that need the least come first. */
export const STRATEGIES = [dockerDns, privateNetwork, swarmOverlay, consul, kubernetes, outside] as const;
