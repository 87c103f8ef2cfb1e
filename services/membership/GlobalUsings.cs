global using Dinamis.Kernel;
global using Dinamis.Storage;
global using AdhesionState = Dinamis.Wire.Adhesion.Types.State;
global using DeedKind = Dinamis.Wire.Deed.Types.Kind;
global using DeedStatus = Dinamis.Wire.Deed.Types.Status;
global using MandateRight = Dinamis.Wire.Mandate.Types.Right;
global using OrganisationKind = Dinamis.Wire.Organisation.Types.Kind;
global using Road = Dinamis.Wire.Adhesion.Types.Road;
global using SealingState = Dinamis.Wire.Deed.Types.Sealing;
