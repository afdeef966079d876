/** Things by kind, namespace and name. They are asked for at each mention: maps in maps, as a text of the three costs more to make. */
export class ByPlace<Thing> {
  private readonly kinds = new Map<string, Map<string | undefined, Map<string, Thing>>>();

  get(kind: string, namespace: string | undefined, name: string): Thing | undefined {
    return this.kinds.get(kind)?.get(namespace)?.get(name);
  }

  set(kind: string, namespace: string | undefined, name: string, thing: Thing): void {
    const places = this.kinds.get(kind) ?? new Map<string | undefined, Map<string, Thing>>();
    this.kinds.set(kind, places);
    const names = places.get(namespace) ?? new Map<string, Thing>();
    places.set(namespace, names);
    names.set(name, thing);
  }
}
