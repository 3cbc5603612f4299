//! Lists whose positions have a type of their own, so that the position of a document cannot be
//! used for a record.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// A position in a list. Positions fit in 32 bits.
pub trait Position: Copy + Eq {
    /// The position with this index, counted from 0.
    fn new(index: usize) -> Self;

    /// The index, counted from 0.
    fn index(self) -> usize;
}

/// Declares the type of a list's positions.
macro_rules! position {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $crate::index::Position for $name {
            fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}
pub(crate) use position;

/// A list that is indexed by positions of one type.
pub struct IndexVec<P, T> {
    list: Vec<T>,
    positions: PhantomData<fn(P)>,
}

impl<P: Position, T> IndexVec<P, T> {
    /// An empty list.
    pub const fn new() -> Self {
        Self {
            list: Vec::new(),
            positions: PhantomData,
        }
    }

    /// A list of the same length as another list, with one value at every position.
    pub fn beside<U>(other: &IndexVec<P, U>, value: T) -> Self
    where
        T: Clone,
    {
        vec![value; other.len()].into()
    }

    /// Appends a value and returns its position.
    pub fn push(&mut self, value: T) -> P {
        let position = P::new(self.list.len());
        self.list.push(value);
        position
    }

    /// The value at a position, if there is one.
    pub fn get(&self, position: P) -> Option<&T> {
        self.list.get(position.index())
    }

    /// The value at a position, mutably, if there is one.
    pub fn get_mut(&mut self, position: P) -> Option<&mut T> {
        self.list.get_mut(position.index())
    }

    /// The number of values.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The first value.
    pub fn first(&self) -> Option<&T> {
        self.list.first()
    }

    /// The last value.
    pub fn last(&self) -> Option<&T> {
        self.list.last()
    }

    /// The values, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.list.iter()
    }

    /// The values, in order, mutably.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.list.iter_mut()
    }

    /// The positions, in order.
    pub fn positions(&self) -> impl DoubleEndedIterator<Item = P> + ExactSizeIterator + use<P, T> {
        (0..self.list.len()).map(P::new)
    }

    /// Each value with its position, in order.
    pub fn enumerated(&self) -> impl DoubleEndedIterator<Item = (P, &T)> + ExactSizeIterator {
        let values = self.list.iter().enumerate();
        values.map(|(index, value)| (P::new(index), value))
    }

    /// The list as a slice with plain indexes.
    pub fn as_slice(&self) -> &[T] {
        &self.list
    }

    /// The list as a vector with plain indexes, to be sorted or truncated.
    pub fn as_mut_vec(&mut self) -> &mut Vec<T> {
        &mut self.list
    }
}

impl<P: Position, T> Index<P> for IndexVec<P, T> {
    type Output = T;

    fn index(&self, position: P) -> &T {
        &self.list[position.index()]
    }
}

impl<P: Position, T> IndexMut<P> for IndexVec<P, T> {
    fn index_mut(&mut self, position: P) -> &mut T {
        &mut self.list[position.index()]
    }
}

impl<P, T> From<Vec<T>> for IndexVec<P, T> {
    fn from(list: Vec<T>) -> Self {
        Self {
            list,
            positions: PhantomData,
        }
    }
}

impl<P, T> FromIterator<T> for IndexVec<P, T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Vec::from_iter(values).into()
    }
}

impl<P, T> Extend<T> for IndexVec<P, T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        self.list.extend(values);
    }
}

impl<P, T> IntoIterator for IndexVec<P, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a, P, T> IntoIterator for &'a IndexVec<P, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl<'a, P, T> IntoIterator for &'a mut IndexVec<P, T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter_mut()
    }
}

impl<P, T: Clone> Clone for IndexVec<P, T> {
    fn clone(&self) -> Self {
        self.list.clone().into()
    }
}

impl<P, T> Default for IndexVec<P, T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<P, T: PartialEq> PartialEq for IndexVec<P, T> {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

impl<P, T: Eq> Eq for IndexVec<P, T> {}

impl<P, T: fmt::Debug> fmt::Debug for IndexVec<P, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.list.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manual::RecordIx as Place;

    #[test]
    fn a_position_leads_to_what_was_put_there() {
        let mut queue: IndexVec<Place, &str> = IndexVec::new();
        let first = queue.push("Buyer");
        let second = queue.push("Inspector");
        assert_eq!((queue[first], queue[second]), ("Buyer", "Inspector"));
        assert_eq!(queue.get(Place(2)), None);
        let both: Vec<(Place, &&str)> = queue.enumerated().collect();
        assert_eq!(both, [(first, &"Buyer"), (second, &"Inspector")]);
        assert_eq!(queue.positions().next_back(), Some(second));
    }
}
