import { oncePer } from '../../core/base';
import type { FieldPath, RuleId } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import { type Inventory, type PlacedLink, linksOf } from '../cluster';
import { ElementNames } from './element-names';
import { FieldSet } from './field-set';
import type { Told } from './told';

/**
 * One mistake shows in several ways: a misspelt middleware is no object's name, and disables the router that names
 * it. It is told once, where it was made: this knows what follows from errors that are told already.
 */
export class FollowOn {
  /** Where objects refer to others about which errors are told. */
  private readonly broken = new Map<PlacedObject, FieldSet>();
  /** Elements about which, or about whose absence, errors are told. */
  private readonly elements = new ElementNames();

  constructor(
    inventory: Inventory,
    private readonly told: Told,
  ) {
    if (told.isEmpty) return;
    for (const { placed, mention } of inventory.mentions) {
      const target = inventory.made(mention.kind, mention.namespace, mention.name);
      if (!target || told.of(target).length === 0) continue;
      this.addBroken(placed, mention.field);
    }
    for (const { placed, link } of backends(inventory)) {
      const target = inventory.made(link.kind, link.namespace, link.name);
      const isRefused = target && told.of(target).some(({ rules }) => rules.has('invalid-annotation'));
      if (isRefused) this.addBroken(placed, link.field);
    }
    for (const { placed, mention, elements = [] } of told.found) {
      this.elements.add(placed.object.metadata);
      if (mention) this.elements.add(mention);
      for (const name of elements) this.elements.addName(name);
    }
    for (const placed of inventory.objects) {
      if (told.of(placed).length > 0) this.elements.add(placed.object.metadata);
    }
  }

  private addBroken(placed: PlacedObject, field: FieldPath): void {
    const fields = this.broken.get(placed) ?? new FieldSet();
    fields.add(field);
    this.broken.set(placed, fields);
  }

  /** Whether a rule has told of an object. */
  hasTold(placed: PlacedObject, rule: RuleId): boolean {
    return this.told.of(placed).some(({ rules }) => rules.has(rule));
  }

  /** Whether errors about this part of an object, or about what the part refers to, are told already. */
  isTold(placed: PlacedObject, field: FieldPath): boolean {
    return (
      this.told.of(placed).some(({ fields }) => fields.concerns(field)) || this.mentionsBroken(placed, field)
    );
  }

  /**
   * What of Traefik's errors about a router is not told already: those that name another element belong to the
   * errors about that element, or about its absence; the others to errors about the route, or about what it refers to.
   */
  unexplained(errors: readonly string[], placed: PlacedObject, field: FieldPath): readonly string[] {
    const isOfRoute =
      this.told.of(placed).some(({ own }) => own.concerns(field)) || this.mentionsBroken(placed, field);
    return errors.filter((error) => !(error.includes('@') ? this.elements.hasOneIn(error) : isOfRoute));
  }

  private mentionsBroken(placed: PlacedObject, field: FieldPath): boolean {
    return this.broken.get(placed)?.concerns(field) ?? false;
  }
}

/** The Services that Ingresses lead to: where Traefik refuses what annotations of these say, it leaves the paths out. */
const backends = oncePer((inventory: Inventory): readonly PlacedLink[] =>
  linksOf(inventory).filter(
    ({ placed, link }) => placed.object.kind === 'Ingress' && link.kind === 'Service',
  ),
);
