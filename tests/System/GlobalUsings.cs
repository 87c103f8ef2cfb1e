global using Dinamis.Tests;
global using Shouldly;
global using Xunit;
