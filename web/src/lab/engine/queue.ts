/** Jobs that several workers take; more may be added while they work. */
export class Queue<T> {
  private items: T[] = [];
  private takers: ((item: T | null) => void)[] = [];
  private closed = false;

  add(...items: T[]) {
    this.items.push(...items);
    this.serve();
  }

  addFirst(...items: T[]) {
    this.items.unshift(...items);
    this.serve();
  }

  /** Nothing is added any more: who waits gets null. */
  close() {
    this.closed = true;
    this.serve();
  }

  next(): Promise<T | null> {
    return new Promise((resolve) => {
      this.takers.push(resolve);
      this.serve();
    });
  }

  private serve() {
    while (this.takers.length > 0 && this.items.length > 0) {
      this.takers.shift()!(this.items.shift()!);
    }
    if (this.closed) this.takers.splice(0).forEach((taker) => taker(null));
  }
}
