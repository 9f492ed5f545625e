// Outside a browser every letter is as wide as two thirds of the size of its type.
globalThis.document = {
  body: null,
  createElement: () => ({
    getContext: () => ({
      font: "",
      measureText(text) {
        const [size] = /[\d.]+(?=px)/.exec(this.font);
        return { width: (text.length * size * 2) / 3 };
      },
    }),
  }),
};
globalThis.getComputedStyle = () => ({ fontFamily: "any" });
