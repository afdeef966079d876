import { isIPv4, isIPv6 } from 'node:net';
import type { FieldPath } from '../../finding';
import type { ApiObjectData } from '../../manifest';
import type { Tell } from './fault';
import { type Placed, below, each, has, itemsOf, textAt } from './fields';
import { specOf } from './pods';

/** Peers of a NetworkPolicy that are no networks, or two things at once. */
export function networks(object: ApiObjectData, tell: Tell): void {
  const policy = specOf(object);
  const peers = [
    ...each(policy, 'ingress').flatMap((rule) => each(rule, 'from')),
    ...each(policy, 'egress').flatMap((rule) => each(rule, 'to')),
  ];
  for (const peer of peers) if (has(peer, 'ipBlock')) block(peer, tell);
}

function block(peer: Placed, tell: Tell): void {
  const own = below(peer, 'ipBlock');
  const cidr = textAt(own, 'cidr');
  if (cidr !== undefined) network([...own.field, 'cidr'], cidr, tell);
  for (const [index, except] of itemsOf(own.value, 'except').entries()) {
    if (typeof except === 'string') network([...own.field, 'except', index], except, tell);
  }
  if (!has(peer, 'podSelector') && !has(peer, 'namespaceSelector')) return;
  tell('network-peer-said-twice', own.field, {
    message: 'The peer is a network and pods at once.',
    consequence: 'The API server refuses the NetworkPolicy.',
    fix: 'Make two peers of it.',
  });
}

function network(field: FieldPath, text: string, tell: Tell): void {
  const [address = '', length = '', ...more] = text.split('/');
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1;
  if (more.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= bits) return;
  tell('invalid-network', field, {
    message: `"${text}" is no network.`,
    consequence: 'The API server refuses the NetworkPolicy.',
    fix: 'Write an address and the length of its prefix, for example 10.0.0.0/8 or 192.0.2.1/32.',
  });
}
