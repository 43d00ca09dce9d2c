//! What nobody here knows, made ready to be added: in chunks where it comes in numbers.

use crate::domain::company::Company;
use crate::domain::exchange::write_company;
use crate::domain::library::Touched;
use crate::domain::replica::Replica;
use crate::domain::slices::pause;
use crate::platform::identity;
use crate::storage::RecordKey;
use crate::storage::chunks::Chunk;

use super::key_of;

/// Fewer than these get a record each: chunks are for what comes in numbers.
pub const FEW: usize = 50;

/// Records as they are to be added.
#[derive(Default)]
pub struct Fresh {
    pub chunks: Vec<Chunk>,
    /// What is not in chunks, as records of its own.
    pub records: Vec<(RecordKey, Replica)>,
}

impl Fresh {
    /// Makes records of companies, in slices.
    pub async fn add_companies(&mut self, companies: &[&Company]) {
        let mut rest = companies.iter().copied();
        if rest.len() < FEW {
            return self.add_each(rest).await;
        }
        while rest.len() > 0 {
            match Chunk::of_companies(identity::new_uuid(), &mut rest) {
                (Some(chunk), _) => self.chunks.push(chunk),
                (None, taken) => self.add_each(taken.into_iter()).await,
            }
            pause().await;
        }
    }

    async fn add_each(&mut self, companies: impl Iterator<Item = &Company>) {
        for company in companies {
            let key = key_of(Touched::Company(company.id));
            self.records.push((key, Replica::new(&write_company(company))));
            pause().await;
        }
    }
}
