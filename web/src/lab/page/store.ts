import { useEffect, useState } from "preact/hooks";

/** A state that the page shows: who listens is called when it changes. */
export class Store<T extends object> {
  private listeners = new Set<() => void>();

  constructor(private state: T) {}

  get now(): T {
    return this.state;
  }

  set(change: Partial<T>) {
    this.state = { ...this.state, ...change };
    for (const listener of [...this.listeners]) listener();
  }

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

export function useStore<T extends object>(store: Store<T>): T {
  const [state, setState] = useState(store.now);
  useEffect(() => {
    const changed = () => setState(store.now);
    changed();
    return store.listen(changed);
  }, [store]);
  return state;
}
