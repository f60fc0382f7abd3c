package dev.forebell.collector.engine.incident;

import java.util.Optional;

/**
 * Finds values by key; a change gives a new directory that shares all but one path with the old
 * one, which stays as it was. A balanced binary tree (AVL).
 */
sealed interface Directory<K extends Comparable<K>, V> {
  /** Without an entry. */
  static <K extends Comparable<K>, V> Directory<K, V> empty() {
    return new Empty<>();
  }

  Optional<V> get(K key);

  /** With this value under the key, in place of another. */
  Directory<K, V> with(K key, V value);

  Directory<K, V> without(K key);

  int height();

  /** No entry. */
  record Empty<K extends Comparable<K>, V>() implements Directory<K, V> {
    @Override
    public Optional<V> get(K key) {
      return Optional.empty();
    }

    @Override
    public Directory<K, V> with(K key, V value) {
      return new Node<>(key, value, this, this, 1);
    }

    @Override
    public Directory<K, V> without(K key) {
      return this;
    }

    @Override
    public int height() {
      return 0;
    }
  }

  /** An entry, smaller keys left of it, greater ones right. */
  record Node<K extends Comparable<K>, V>(
      K key, V value, Directory<K, V> left, Directory<K, V> right, int height)
      implements Directory<K, V> {

    @Override
    public Optional<V> get(K wanted) {
      int side = wanted.compareTo(key);
      return side == 0 ? Optional.of(value) : (side < 0 ? left : right).get(wanted);
    }

    @Override
    public Directory<K, V> with(K added, V with) {
      int side = added.compareTo(key);
      if (side == 0) {
        return new Node<>(key, with, left, right, height);
      }
      return side < 0
          ? balanced(key, value, left.with(added, with), right)
          : balanced(key, value, left, right.with(added, with));
    }

    @Override
    public Directory<K, V> without(K gone) {
      int side = gone.compareTo(key);
      if (side != 0) {
        return side < 0
            ? balanced(key, value, left.without(gone), right)
            : balanced(key, value, left, right.without(gone));
      }
      return switch (right) {
        case Empty<K, V> _ -> left;
        case Node<K, V> greater -> {
          Node<K, V> next = greater.first();
          yield balanced(next.key, next.value, left, right.without(next.key));
        }
      };
    }

    private Node<K, V> first() {
      return left instanceof Node<K, V> smaller ? smaller.first() : this;
    }

    private static <K extends Comparable<K>, V> Directory<K, V> balanced(
        K key, V value, Directory<K, V> left, Directory<K, V> right) {
      int lean = left.height() - right.height();
      if (lean > 1 && left instanceof Node<K, V> heavy) {
        return raisedLeft(key, value, heavy, right);
      }
      if (lean < -1 && right instanceof Node<K, V> heavy) {
        return raisedRight(key, value, left, heavy);
      }
      return node(key, value, left, right);
    }

    private static <K extends Comparable<K>, V> Directory<K, V> raisedLeft(
        K key, V value, Node<K, V> left, Directory<K, V> right) {
      if (left.right instanceof Node<K, V> inner && inner.height > left.left.height()) {
        return node(
            inner.key,
            inner.value,
            node(left.key, left.value, left.left, inner.left),
            node(key, value, inner.right, right));
      }
      return node(left.key, left.value, left.left, node(key, value, left.right, right));
    }

    private static <K extends Comparable<K>, V> Directory<K, V> raisedRight(
        K key, V value, Directory<K, V> left, Node<K, V> right) {
      if (right.left instanceof Node<K, V> inner && inner.height > right.right.height()) {
        return node(
            inner.key,
            inner.value,
            node(key, value, left, inner.left),
            node(right.key, right.value, inner.right, right.right));
      }
      return node(right.key, right.value, node(key, value, left, right.left), right.right);
    }

    private static <K extends Comparable<K>, V> Node<K, V> node(
        K key, V value, Directory<K, V> left, Directory<K, V> right) {
      return new Node<>(key, value, left, right, 1 + Math.max(left.height(), right.height()));
    }
  }
}
